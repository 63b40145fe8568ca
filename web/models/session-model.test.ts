import { expect, test } from 'vitest'
import { failure, scriptedApi } from '../test-support/scripted-api.ts'
import { SessionModel } from './session-model.ts'

const session = (required: boolean, valid: boolean) => scriptedApi({ session: async () => ({ required, valid }) })

test.each([
  [false, true, { is: 'open', canLogOut: false }],
  [true, true, { is: 'open', canLogOut: true }],
  [true, false, { is: 'closed', hasExpired: false }],
])('required %s and valid %s is %j', async (required, valid, state) => {
  const model = new SessionModel(session(required, valid))
  expect(model.state.value.is).toBe('checking')
  await model.check()
  expect(model.state.value).toEqual(state)
})

test('a server that cannot be asked is an error that can be tried again', async () => {
  const answers = [Promise.reject(failure(0, 'UNREACHABLE')), Promise.resolve({ required: false, valid: true })]
  const model = new SessionModel(scriptedApi({ session: () => answers.shift() ?? Promise.reject(new Error('third')) }))
  await model.check()
  expect(model.state.value).toMatchObject({ is: 'failed', error: { code: 'UNREACHABLE' } })
  await model.check()
  expect(model.state.value.is).toBe('open')
})

test('a wrong token says so and leaves the form; the right one opens the page', async () => {
  const model = new SessionModel(
    scriptedApi({
      session: async () => ({ required: true, valid: false }),
      logIn: async (token) => {
        if (token !== 'right') throw failure(401, 'UNAUTHORIZED')
      },
    }),
  )
  await model.check()
  await model.logIn('wrong')
  expect([model.state.value.is, model.error.value?.code]).toEqual(['closed', 'UNAUTHORIZED'])
  await model.logIn('right')
  expect([model.state.value, model.error.value, model.isSending.value]).toEqual([
    { is: 'open', canLogOut: true },
    null,
    false,
  ])
})

test('a session that expires asks for the token and says why', async () => {
  const model = new SessionModel(session(true, true))
  model.expire()
  expect(model.state.value.is).toBe('checking')
  await model.check()
  model.expire()
  expect(model.state.value).toEqual({ is: 'closed', hasExpired: true })
})

test('logs out', async () => {
  const model = new SessionModel(
    scriptedApi({ session: async () => ({ required: true, valid: true }), logOut: async () => {} }),
  )
  await model.check()
  await model.logOut()
  expect(model.state.value).toEqual({ is: 'closed', hasExpired: false })
})
