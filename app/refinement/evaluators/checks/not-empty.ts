import { always, type Check, failed, passed } from '../check.ts'

export const notEmpty: Check = {
  name: 'not-empty',
  subject: 'output',
  weight: 2,
  applies: always,
  run: ({ text }) =>
    /[\p{L}\p{N}\p{S}]/u.test(text)
      ? passed('The answer has content')
      : failed('Expected an answer, found no letter, digit or symbol'),
}
