/** Milliseconds of processor time that the work took: a busy machine does not make it longer, as it does wall time. */
export const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
