import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { toApiError } from '../api/api-error.ts'
import { ErrorAlert } from './error-alert.tsx'

/**
 * A page whose scripts are loaded when it is first shown, or before by `preload`. Where they cannot be loaded (no network, or the
 * server has another release by now) it says so and offers to try again.
 */
export function lazyPage<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null
  const preload = async (): Promise<ComponentType<Props>> => {
    loaded ??= await load()
    return loaded
  }
  function LazyPage(props: Props) {
    const [Page, setPage] = useState<ComponentType<Props> | null>(() => loaded)
    const [failure, setFailure] = useState<unknown>(null)
    const open = () =>
      preload().then(
        (page) => setPage(() => page),
        (cause: unknown) => setFailure(cause),
      )
    useEffect(() => {
      if (Page === null) void open()
    }, [])
    if (Page !== null) return <Page {...props} />
    if (failure === null) return <div class="skeleton skeleton-tall" aria-busy="true" />
    const retry = () => {
      setFailure(null)
      void open()
    }
    return <ErrorAlert title="This page could not be loaded." error={toApiError(failure)} onRetry={retry} />
  }
  return Object.assign(LazyPage, { preload })
}
