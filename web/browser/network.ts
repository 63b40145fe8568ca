import { signal } from '@preact/signals'

/** Whether the machine has a network at all. True says little, false is certain. */
export const isOnline = signal(navigator.onLine)
for (const type of ['online', 'offline'])
  window.addEventListener(type, () => {
    isOnline.value = navigator.onLine
  })
