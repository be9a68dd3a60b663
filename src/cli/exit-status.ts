/** Exit statuses that scripts rely on. */
export const exitStatus = {
  /** Done. */
  done: 0,
  /** A fault of ours. */
  bug: 1,
  /** The input, the study file or the command line is wrong; nothing was written. */
  input: 2,
  /** Done, but a check that the study marks as blocking failed. */
  blocked: 3,
} as const;
