/** The error of one field, tied to it by `aria-describedby={id}`; nothing when the field is right. */
export function FieldError({ id, message }: { readonly id: string; readonly message: string | undefined }) {
  return message === undefined ? null : (
    <p class="field-error" id={id}>
      {message}
    </p>
  )
}
