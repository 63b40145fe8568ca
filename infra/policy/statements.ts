import { type Data, dataList, documentIn, isData, textList } from './inputs.ts'

/** A statement of a policy document, with every field a list. */
export interface Statement {
  readonly allows: boolean
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  /** Fields that mean everything except what they name. */
  readonly inverted: readonly string[]
  /** Who it is about, e.g. `Service: ecs-tasks.amazonaws.com`, or `*`. */
  readonly principals: readonly string[]
  /** Keys of its conditions in lower case, each with the values it is compared with. */
  readonly conditions: readonly {
    readonly operator: string
    readonly key: string
    readonly values: readonly string[]
  }[]
}

const principalsOf = (principal: unknown): readonly string[] =>
  isData(principal)
    ? Object.entries(principal).flatMap(([kind, who]) => textList(who).map((each) => `${kind}: ${each}`))
    : textList(principal)

const conditionsOf = (condition: unknown): Statement['conditions'] =>
  isData(condition)
    ? Object.entries(condition).flatMap(([operator, tests]) =>
        Object.entries(isData(tests) ? tests : {}).map(([key, values]) => ({
          operator,
          key: key.toLowerCase(),
          values: textList(values),
        })),
      )
    : []

const statement = (data: Data): Statement => ({
  allows: data['Effect'] === 'Allow',
  actions: textList(data['Action']),
  resources: textList(data['Resource']),
  inverted: ['NotAction', 'NotResource', 'NotPrincipal'].filter((key) => key in data),
  principals: principalsOf(data['Principal']),
  conditions: conditionsOf(data['Condition']),
})

/** The statements of a policy document, which is an object or JSON text. @throws Error when it is neither */
export const statementsOf = (document: unknown): readonly Statement[] =>
  dataList(documentIn(document)['Statement']).map(statement)
