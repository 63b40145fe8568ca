import { fenced } from '../text/fence.ts'
import { isPlaceholder, namePattern, type PlaceholderName, placeholders } from './placeholders.ts'

export type Values = Readonly<Partial<Record<PlaceholderName, string>>>

/** Stands for a value that there is none of, so that the model does not look for one. */
const nothing = '(none)'

/**
 * The text that a model gets: every placeholder replaced by its value, material between fences that nothing in it can
 * close. Values are put in at once, so a placeholder inside of a value stays what it is. Never throws: a text is
 * examined when it is saved (`templateProblems`), and a name that no one knows stays in it.
 */
export function render(template: string, values: Values): string {
  return template.replace(namePattern, (whole, name: string, offset: number) => {
    if (!isPlaceholder(name)) return whole
    const value = values[name] ?? ''
    if (value.trim() === '') return nothing
    if (placeholders[name].kind === 'words') return value
    // A fence is one only at the start of a line.
    const before = offset === 0 || template[offset - 1] === '\n' ? '' : '\n'
    const end = offset + whole.length
    const after = end === template.length || template[end] === '\n' ? '' : '\n'
    return `${before}${fenced(value, name)}${after}`
  })
}
