/** The pages that the navigation leads to, in its order. Each is a word in the address, after `#/`. */
export const sections = [
  { page: 'analytics', label: 'Analytics', title: 'Analytics' },
  { page: 'meta-prompts', label: 'Meta-prompts', title: 'Meta-prompts' },
  { page: 'lessons', label: 'Lessons', title: 'Lessons' },
  { page: 'webhooks', label: 'Webhooks', title: 'Webhooks' },
] as const satisfies readonly { readonly page: string; readonly label: string; readonly title: string }[]

export type SectionName = (typeof sections)[number]['page']

export const sectionHash = (page: SectionName): string => `#/${page}`

export const isSection = (name: string): name is SectionName => sections.some(({ page }) => page === name)
