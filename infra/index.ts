import { program } from './program.ts'

// Pulumi calls the default export and takes what it returns as the outputs of the stack.
export default program
