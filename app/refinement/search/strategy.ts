/**
 * The search's constants. They were chosen by the simulated worlds of `npm run bench -- agent`, without the ones held out from that
 * choice; docs/quality.md has the tables.
 */
export const strategy = {
  /** How far a rewrite moves the mean score: standard deviation. */
  step: 0.1,
  /** How far it is expected to raise it in a chain of rewrites that nothing was checked of yet. */
  drift: 0.04,
  /** Share of the calls that decides among the best at the end. */
  finalShare: 0.3,
  /** Rewrites that a search is planned for: this times the square root of its calls, where the limits allow as many. */
  chain: 3,
  /** Most answers asked of a version before it is built upon. */
  batchMost: 8,
  /** Calls for each rewrite from which on a rewrite is first checked on what it was written for. */
  checkFrom: 1.4,
  /** With fewer inputs than these, answers to what a reflection has seen are too dear not to count. */
  fewestToCheck: 6,
  /** Most answers shown to a reflection that is checked by them, and how often one is shown. */
  shownMost: 3,
  showings: 2,
  /** Most answers shown to a reflection in a chain, its ancestors' included. */
  shownInChain: 6,
  /** Standard deviations that a belief is raised by when a version to build upon is chosen: a new one gets its chance. */
  optimism: 1,
  /** The same in a chain, where the newest is built upon unless all speaks against it. */
  chainOptimism: 5,
  /** The same for the rivals of the leader at the end. */
  finalOptimism: 1.2,
  /** Standard deviations below the champion at which a version is dropped. */
  dropAt: 2,
  /** Standard deviations above the champion at which a version replaces it while the search goes on. */
  keepAt: 0.5,
  /** Standard deviations that the winner must be above the author's prompt, or that stays. */
  changeAt: 0.5,
  /** Least gain that makes a champion, or that counts as mended. */
  margin: 0.01,
  /** Scores from here on have nothing to mend. */
  perfect: 0.999,
  /** Perfect answers in a row, to as many inputs, after which there is nothing left to mend. */
  perfectAnswers: 12,
} as const
