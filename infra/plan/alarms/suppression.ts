/** Seconds to wait for the explaining alarm, which may need a data point more than the one it explains. */
export const suppressorWait = 120
/** Seconds after its end in which the explained alarm still keeps silent, because it ends later. */
export const suppressorExtension = 300
