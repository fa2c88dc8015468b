import { errorInLog } from '@vungxanh/access/error-in-log'
import { type DestinationStream, type Logger, pino } from 'pino'

/** What a department says of itself: JSON, one line each, without anything of a row or of a request. */
export function departmentLog(name: string, level: string, destination?: DestinationStream): Logger {
  return pino({ name, level, serializers: { err: errorInLog } }, destination)
}
