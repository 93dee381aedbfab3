import { findDuty, isOpen, type RunningClock } from '#standards'

/** The open deadline to assign a case worker. After a worker has left it is a second one. */
export function findOpenAssignment(clocks: readonly RunningClock[]): RunningClock | undefined {
  return clocks.find((clock) => clock.level === 0 && clock.until === 'case-assigned' && isOpen(clock))
}

/** The deadline to assign a case worker as people see it: the open one, or the first. */
export function findAssignment(clocks: readonly RunningClock[]): RunningClock | undefined {
  return findOpenAssignment(clocks) ?? findDuty(clocks, 'case-assigned')
}
