import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Api } from '../api/api.ts'
import { mountApp } from '../test-support/mount-app.tsx'
import { failure } from '../test-support/scripted-api.ts'
import { scriptedMetaPrompts } from '../test-support/scripted-meta-prompts.ts'

afterEach(cleanup)

const editor = () => screen.findByLabelText<HTMLTextAreaElement>('Text')
const type = async (text: string) => fireEvent.input(await editor(), { target: { value: text } })
const button = (name: string | RegExp) => screen.findByRole('button', { name })
const isDisabled = async (name: string) => (await button(name)).getAttribute('aria-disabled') === 'true'

/** The page of the enhancer, whose first version came with the release. */
function mount(texts: readonly string[] = ['Improve {{prompt}}'], script: Partial<Api> = {}) {
  const server = scriptedMetaPrompts(...texts)
  const app = mountApp({ ...server.api, ...script }, { hash: '#/meta-prompts/enhancer' })
  return { ...server, ...app }
}

test('the list leads to each role and says which text is in use', async () => {
  const { navigate, address } = mountApp(scriptedMetaPrompts('A {{prompt}}', 'B {{prompt}}').api)
  expect((await screen.findByRole('link', { name: 'Meta-prompts' })).getAttribute('href')).toBe('#/meta-prompts')
  navigate('#/meta-prompts')
  const link = await screen.findByRole('link', { name: /Enhancer/ })
  for (const part of ['Improves the best version', 'Version 2, your own text']) expect(link.textContent).toContain(part)
  navigate(link.getAttribute('href') ?? '')
  expect(address.value).toBe('#/meta-prompts/enhancer')
  const heading = await screen.findByRole('heading', { level: 1, name: 'Enhancer' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
  expect(document.title).toBe('Enhancer: meta-prompt · MPLA')
})

test('a list that cannot be read says why and can be asked again', async () => {
  const metaPrompts = vi
    .fn<Api['metaPrompts']>()
    .mockRejectedValueOnce(failure(503, 'OVERLOADED', 'Try later.'))
    .mockImplementation(async () => ({ items: [] }))
  mountApp({ metaPrompts }, { hash: '#/meta-prompts' })
  expect((await screen.findByRole('alert')).textContent).toContain('Try later.')
  fireEvent.click(await button('Try again'))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(metaPrompts).toHaveBeenCalledTimes(2)
})

test('shows the text in use, its placeholders, and what a model would get', async () => {
  mount()
  expect((await editor()).value).toBe('Improve {{prompt}}')
  expect(screen.getByText('{{prompt}}').closest('dt')?.textContent).toContain('required')
  expect(screen.getByText('{{lessons}}').closest('dt')?.textContent).not.toContain('required')
  expect((await screen.findByLabelText('What a model gets')).textContent).toBe('Improve AN EXAMPLE')
  expect(await isDisabled('Save and use')).toBe(true)
})

test('a text that the role cannot work with is not sent, and the field says why', async () => {
  const saveMetaPrompt = vi.fn<Api['saveMetaPrompt']>()
  mount(undefined, { saveMetaPrompt })
  await type('Improve it')
  await screen.findByText('Expected {{prompt}}')
  const field = await editor()
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(field.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent).toBe(
    'Expected {{prompt}}',
  )
  fireEvent.click(await button('Save and use'))
  expect(saveMetaPrompt).not.toHaveBeenCalled()
  await type('Improve {{prompt}} now')
  await waitFor(() => expect(screen.queryByText('Expected {{prompt}}')).toBeNull())
  expect(await isDisabled('Save and use')).toBe(false)
})

test('saves a new version with its reason, uses it, and says so', async () => {
  const { versions } = mount()
  await type('Mend {{prompt}}')
  fireEvent.input(await screen.findByLabelText('Why you changed it'), { target: { value: 'Shorter' } })
  fireEvent.click(await button('Save and use'))
  await screen.findByText('Shorter')
  expect(versions.at(-1)).toMatchObject({ version: 2, text: 'Mend {{prompt}}', note: 'Shorter', active: true })
  expect((await editor()).value).toBe('Mend {{prompt}}')
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Version 2 is saved and in use.'))
})

test('a version can be saved without being used', async () => {
  const { versions } = mount()
  await type('Mend {{prompt}}')
  fireEvent.click(await button('Save as a version'))
  await waitFor(() => expect(versions.map(({ active }) => active)).toEqual([true, false]))
})

test('when somebody else was faster, the typed text stays and can be saved after a look', async () => {
  const { add, versions } = mount()
  await type('Mine {{prompt}}')
  add('Theirs {{prompt}}', 'Theirs', true)
  fireEvent.click(await button('Save and use'))
  expect((await screen.findByRole('alert')).textContent).toContain('Since then came version 2.')
  fireEvent.click(await button('Try again'))
  await screen.findByText('Theirs')
  expect((await editor()).value).toBe('Mine {{prompt}}')
  fireEvent.click(await button('Save and use'))
  await waitFor(() => expect(versions.at(-1)).toMatchObject({ version: 3, text: 'Mine {{prompt}}', active: true }))
})

test('compares an older version with the one in use, and puts it to use again', async () => {
  const { active } = mount(['Improve {{prompt}}', 'Mend {{prompt}}'])
  fireEvent.click(await button(/^Compare version 1/))
  const comparison = await screen.findByRole('region', { name: 'From version 2, in use, to version 1' })
  expect(comparison.querySelector('del')?.textContent).toBe('Mend')
  expect(comparison.querySelector('ins')?.textContent).toBe('Improve')
  fireEvent.click(await button('Edit this text'))
  expect((await editor()).value).toBe('Improve {{prompt}}')
  fireEvent.click(await button('Discard changes'))
  expect((await editor()).value).toBe('Mend {{prompt}}')

  fireEvent.click(await button(/^Use again ?: version 1$/))
  await waitFor(() => expect(active().version).toBe(1))
  await waitFor(async () => expect((await editor()).value).toBe('Improve {{prompt}}'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Version 1 is in use.'))
  expect(screen.queryByRole('region', { name: /^From version/ })).toBeNull()
})
