/**
 * Resource types whose replacement or deletion takes data with it that no release can bring back. `npm run up` refuses
 * it unless it is asked for.
 */
export const dataHolders: Readonly<Record<string, string>> = {
  'aws:rds/instance:Instance': 'the database',
  'aws:efs/fileSystem:FileSystem': 'the volume',
}
