import { readFileSync } from 'node:fs'

// What Linux says of a process. Elsewhere the figures are NaN and no bound on them is judged.

/** Ticks a second in /proc: USER_HZ, 100 on every Linux. */
const TICKS = 100

/** Processor time that all threads of `pid` have used, in seconds: unlike a rate it does not fall when others are busy. */
export function cpuSeconds(pid: number): number {
  const stat = read(pid, 'stat')
  // Fields are counted from behind the command's name, which may hold spaces: utime and stime are 14 and 15 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) / TICKS
}

/** Memory of `pid` that is in RAM, in MiB. */
export const residentMiB = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? Number.NaN) / 1024)

/** The most memory that `pid` has had in RAM since it began, in MiB. */
export const peakMiB = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? Number.NaN) / 1024)

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
