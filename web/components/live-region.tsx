import { useEffect, useState } from 'preact/hooks'

/** Quiet time, in ms, before news are read out: a run that is replayed from its events tells only how it ended. */
const quietMs = 700

/** Reads news to people who use a screen reader, the newest only, without interrupting them. */
export function LiveRegion({ news }: { readonly news: string }) {
  const [announced, setAnnounced] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAnnounced(news), quietMs)
    return () => clearTimeout(timer)
  }, [news])
  return (
    <p class="visually-hidden" role="status">
      {announced}
    </p>
  )
}
