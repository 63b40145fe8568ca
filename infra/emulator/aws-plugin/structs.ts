// The members of protocol messages that hold values of a program.
import structs from 'google-protobuf/google/protobuf/struct_pb.js'
import type { Values } from './pulumi-values.ts'

type Struct = InstanceType<typeof structs.Struct>

export const readStruct = (struct: Struct | undefined): Values | undefined => struct?.toJavaScript()

/** Members that are undefined cannot be sent, so they are left out. */
function writeStruct(values: Values): Struct {
  return structs.Struct.fromJavaScript(JSON.parse(JSON.stringify(values)))
}

type Getters<Field extends string> = Record<`get${Field}`, () => Struct | undefined>
type Setters<Field extends string> = Record<`set${Field}`, (value?: Struct) => unknown>

/** Replaces fields of a message by what `change` makes of them. Fields that are not set stay so. */
export function changeStructs<Field extends string>(
  message: Getters<Field> & Setters<Field>,
  fields: readonly Field[],
  change: (values: Values) => Values,
): void {
  for (const field of fields) {
    const getters: Getters<Field> = message
    const setters: Setters<Field> = message
    // Called as methods: they need `this`.
    const values = readStruct(getters[`get${field}`]())
    if (values) setters[`set${field}`](writeStruct(change(values)))
  }
}
