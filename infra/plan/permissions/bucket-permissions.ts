import type { PermissionTable } from './type-permissions.ts'

export const bucketPermissions: PermissionTable = {
  'aws:s3/bucket:Bucket': {
    // The provider reads every side of a bucket, whichever of them the program sets. It finds a bucket by listing it.
    read: [
      's3:GetAccelerateConfiguration',
      's3:GetBucketAcl',
      's3:GetBucketCORS',
      's3:GetBucketLocation',
      's3:GetBucketLogging',
      's3:GetBucketObjectLockConfiguration',
      's3:GetBucketPolicy',
      's3:GetBucketRequestPayment',
      's3:GetBucketTagging',
      's3:GetBucketVersioning',
      's3:GetBucketWebsite',
      's3:GetEncryptionConfiguration',
      's3:GetLifecycleConfiguration',
      's3:GetReplicationConfiguration',
      's3:ListBucket',
      's3:ListTagsForResource',
    ],
    named: [
      's3:CreateBucket',
      's3:DeleteBucket',
      's3:PutBucketTagging',
      's3:TagResource',
      's3:UntagResource',
      // A bucket that is not protected is emptied before it is deleted.
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:ListBucketVersions',
    ],
  },
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': {
    read: ['s3:GetLifecycleConfiguration'],
    named: ['s3:PutLifecycleConfiguration'],
  },
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': {
    read: ['s3:GetBucketOwnershipControls'],
    named: ['s3:PutBucketOwnershipControls'],
  },
  'aws:s3/bucketPolicy:BucketPolicy': {
    read: ['s3:GetBucketPolicy'],
    named: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
  },
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': {
    read: ['s3:GetBucketPublicAccessBlock'],
    named: ['s3:PutBucketPublicAccessBlock'],
  },
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': {
    read: ['s3:GetEncryptionConfiguration'],
    named: ['s3:PutEncryptionConfiguration'],
  },
}
