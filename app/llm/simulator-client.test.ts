import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSimulatorClient } from './simulator-client.ts'

const never = () => new AbortController().signal
const ask = (prompt: string, options: { temperature?: number; maxOutputTokens?: number; sample?: number } = {}) =>
  createSimulatorClient().complete(
    { model: 'rules-v1', prompt, temperature: 0.7, maxOutputTokens: 4_096, callId: 'c', ...options },
    never(),
  )
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))

/** Says everything a clear prompt says, so that the simulator makes no mistake. */
const clear = (task: string) =>
  `# Role
You are an editor.

# Task
${task}

# Audience
Experienced readers.

# Success criteria
Cover every part of the task.

# Constraints
- You must not add remarks.

# Length
As long as needed.

# Output format
As the task says, and nothing else.`

const topics = [
  'coffee brewing and roasting',
  'remote work in small teams',
  'battery safety of electric bicycles',
  'jazz clubs in New Orleans',
  'database migrations without downtime',
  'bees on city rooftops',
  'unit tests for payment systems',
  'a trip to Lisbon with children',
  'lighthouse keepers in Norway',
  'solar panels on balconies',
  'night trains over the Alps',
  'bread baking with sourdough',
]

describe('The simulator', () => {
  test('lists one model, which says that it is none', async () => {
    expect(await createSimulatorClient().list(never())).toEqual([
      { id: 'simulator:rules-v1', provider: 'simulator', name: 'Simulator (not a language model)', simulated: true },
    ])
  })

  test('gives the same answer to the same prompt, and other words at another temperature', async () => {
    const prompt = 'Write about coffee brewing and roasting.'
    expect(await ask(prompt)).toEqual(await ask(prompt))
    const [cool, warm] = [await ask(clear(prompt), { temperature: 0 }), await ask(clear(prompt), { temperature: 1.5 })]
    expect(cool.text).not.toBe(warm.text)
    expect(cool.finishReason).toBe(warm.finishReason)
  })

  test('draws each further answer to a prompt anew, by its number, but at temperature 0 none', async () => {
    const prompt = 'Write about coffee brewing and roasting.'
    const texts = await Promise.all([0, 1, 2, 3].map(async (sample) => (await ask(prompt, { sample })).text))
    expect(new Set(texts).size).toBe(4)
    expect((await ask(prompt, { sample: 2 })).text).toBe(texts[2])
    const cold = await Promise.all([0, 1, 2].map((sample) => ask(prompt, { sample, temperature: 0 })))
    expect(new Set(cold.map(({ text }) => text)).size).toBe(1)
  })

  test.each([
    ['Write about {}.'],
    ['Give me five tips on {}.'],
    ['Return JSON about {} with keys title and summary.'],
    ['Make a table about {} with columns Topic and Note.'],
    ['Write CSV about {}.'],
    ['Write an email about {}.'],
    ['Write a Python function for {}.'],
    ['Is it true? Answer yes or no: {}.'],
    ['Describe {} in one word.'],
    ['Describe {} in at most 12 words.'],
  ])('says in what it writes that it is simulated: %s', async (form) => {
    for (const topic of topics) {
      const prompt = form.replace('{}', topic)
      for (const asked of [prompt, clear(prompt)]) expect((await ask(asked)).text).toMatch(/simulated/i)
    }
  })

  test('reports tokens by the same estimate that stands in for providers’ counts', async () => {
    const prompt = clear('Write about bees.')
    const { text, usage } = await ask(prompt)
    expect(usage).toEqual({ inputTokens: Math.ceil(prompt.length / 4), outputTokens: Math.ceil(text.length / 4) })
  })

  test('stops at the token limit of the request and says so', async () => {
    const { text, finishReason, usage } = await ask(clear('Write about bees in 300 words.'), { maxOutputTokens: 20 })
    expect(finishReason).toBe('length')
    expect(usage.outputTokens).toBe(20)
    expect(text).toHaveLength(80)
  })

  test('ends at once when its call is aborted, before or while it pretends to think', async () => {
    const reason = new Error('cancelled')
    const request = { model: 'rules-v1', prompt: 'Say hello.', temperature: 0, maxOutputTokens: 9, callId: 'c' }
    await expect(createSimulatorClient().complete(request, AbortSignal.abort(reason))).rejects.toBe(reason)
    const controller = new AbortController()
    const thinking = createSimulatorClient({ latencyMs: 60_000 }).complete(request, controller.signal)
    controller.abort(reason)
    await expect(thinking).rejects.toBe(reason)
  })

  test('answers any text with something, within the token limit', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            'json',
            '{',
            '# Role',
            'no',
            'five tips',
            'at most',
            '3 words',
            '"',
            'table',
            '\n',
            'Länge',
            '例',
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(anything, fc.integer({ min: 1, max: 300 }), async (prompt, maxOutputTokens) => {
        const completion = await ask(prompt, { maxOutputTokens })
        expect(completion.text).not.toBe('')
        expect(completion.usage.outputTokens).toBeLessThanOrEqual(maxOutputTokens)
        expect(completion).toEqual(await ask(prompt, { maxOutputTokens }))
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    '{',
    '[',
    '<a>\n',
    'five ',
    '1 ',
    'write ',
    '# Role\n',
    '**',
    'no json ',
    '"',
    ' ',
    'at most 9 ',
    'you are a ',
  ])('does not take long over 20,000 characters of %j', async (piece) => {
    const startedAt = performance.now()
    await ask(piece.repeat(20_000 / piece.length))
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})

describe('A clear prompt gets what it asks for from the simulator', () => {
  const all = async (task: string, check: (text: string, topic: string) => void) => {
    for (const topic of topics) {
      const { text, finishReason } = await ask(clear(task.replace('{}', topic)))
      expect(finishReason).toBe('stop')
      check(text, topic)
    }
  }

  test('its own words', () =>
    all('Write about {}.', (text, topic) => {
      for (const term of topic.split(' ').filter((word) => word.length > 5))
        if (term !== 'without') expect(text).toContain(term)
    }))

  test('a number of bullet points', () =>
    all('Write 6 bullet points on {}.', (text) => expect(text.match(/^- /gm)).toHaveLength(6)))

  test('numbered steps', () =>
    all('Write a numbered list of seven steps for {}.', (text) => expect(text.match(/^\d\. /gm)).toHaveLength(7)))

  test('an upper bound of words', () =>
    all('Write about {} in at most 40 words.', (text) => expect(words(text).length).toBeLessThanOrEqual(40)))

  test('a length in words', () =>
    all('Write an article of 250 words about {}.', (text) => {
      expect(words(text).length).toBeGreaterThanOrEqual(225)
      expect(words(text).length).toBeLessThanOrEqual(275)
    }))

  test('a number of sentences and of paragraphs', async () => {
    await all('Describe {} in exactly 4 sentences.', (text) => expect(text.match(/\.(\s|$)/g)).toHaveLength(4))
    await all('Describe {} in three paragraphs.', (text) => expect(text.split('\n\n')).toHaveLength(3))
  })

  test('a bound of characters', () =>
    all('Write about {} in at most 120 characters.', (text) => expect(text.length).toBeLessThanOrEqual(120)))

  test('JSON alone, with its keys and number of elements', () =>
    all('Return a JSON array of 3 objects with the keys "title", "year" and "is_open" about {}.', (text) => {
      const parsed: unknown = JSON.parse(text)
      const element = { title: expect.any(String), year: expect.any(Number), is_open: true }
      expect(parsed).toEqual([element, element, element])
    }))

  test('JSON in the shape of an example', () =>
    all('Describe {} as JSON like {"name": "x", "tags": ["y"], "meta": {"score": 1}}.', (text) => {
      expect(JSON.parse(text)).toEqual({ name: expect.any(String), tags: [expect.any(String)], meta: { score: 1 } })
    }))

  test('a table with its columns and rows', () =>
    all('Make a table with the columns Name, Pros and Cons and 4 rows about {}.', (text) => {
      const rows = text.split('\n')
      expect(rows.slice(0, 2)).toEqual(['| Name | Pros | Cons |', '| --- | --- | --- |'])
      expect(rows).toHaveLength(6)
      for (const row of rows) expect(row.split('|')).toHaveLength(5)
    }))

  test('sections by name', () =>
    all('Write markdown with the sections "Summary", "Changes" and "Risks" about {}.', (text) =>
      expect(text.match(/^## .+$/gm)).toEqual(['## Summary', '## Changes', '## Risks']),
    ))

  test('an e-mail, a fenced block, one word, a yes or no', async () => {
    await all('Write an email about {}.', (text) =>
      expect(text).toMatch(/^Subject: .+\n\nHello,\n[\s\S]+\nKind regards,/),
    )
    await all('Write a Python function for {}.', (text) => expect(text).toMatch(/^```python\n(# .+\n)+```$/))
    await all('Describe {} in one word.', (text) => expect(text).toBe('Simulated'))
    await all('Is {} worth it? Answer yes or no.', (text) => expect(text).toMatch(/^Yes\b/))
  })
})

describe('A vague prompt does worse', () => {
  const measure = async (form: (task: string) => string) => {
    const answers = await Promise.all(topics.map((topic) => ask(form(`Write about ${topic}.`))))
    const count = (holds: (index: number) => boolean) => topics.filter((_, index) => holds(index)).length
    const covered = topics.map((topic, at) => {
      const terms = topic.split(' ').filter((word) => word.length > 5)
      return terms.filter((term) => answers[at]?.text.includes(term)).length / terms.length
    })
    return {
      cut: count((at) => answers[at]?.finishReason === 'length'),
      chatty: count((at) => answers[at]?.text.startsWith('Sure!') === true),
      rambling: count((at) => answers[at]?.text.includes('Generally speaking') === true),
      covered: covered.reduce((sum, share) => sum + share, 0) / topics.length,
    }
  }

  test('in every respect, over a dozen requests that differ in nothing else', async () => {
    const vague = await measure((task) => task)
    const better = await measure(clear)
    expect(better).toMatchObject({ cut: 0, chatty: 0, rambling: 0 })
    expect(vague.cut).toBeGreaterThan(0)
    expect(vague.chatty).toBeGreaterThan(topics.length / 2)
    expect(vague.rambling).toBeGreaterThan(topics.length / 2)
    expect(better.covered).toBeGreaterThan(vague.covered + 0.2)
  })
})
