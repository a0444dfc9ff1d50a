// A port of loopback for a process that a test starts.
import { freePorts } from '@pk-auto/servers/machine/free-ports'

/** Free at this moment; who waits long may find it taken. */
export const freePort = async (): Promise<number> => (await freePorts(1))[0] ?? 0
