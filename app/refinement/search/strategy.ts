/**
 * The search's constants. They were chosen by the simulated worlds of `npm run bench -- agent`, the ones held out from that
 * choice excepted; docs/quality.md has the tables.
 */
export const strategy = {
  /** Share of the calls that decides among the best at the end. */
  finalShare: 0.3,
  /** Most answers asked of a version before the next rewrite of it. */
  batchMost: 3,
  /** Most answers shown to a reflection, and from how many generations. */
  evidenceMost: 6,
  generationsMost: 3,
  /** Standard deviations that a belief is raised by when a version to build upon is chosen: a new one gets its chance. */
  optimism: 0.7,
  /** The same for the rivals of the leader at the end. */
  finalOptimism: 0.7,
  /** Standard deviations below the champion at which a version is dropped. */
  dropAt: 1.2,
  /** Standard deviations above the champion at which a version replaces it while the search goes on. */
  keepAt: 0.5,
  /** Standard deviations that the winner must be above the author's prompt. */
  changeAt: 1,
  /** Least gain that makes a champion. */
  margin: 0.01,
}
