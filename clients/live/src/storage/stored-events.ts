// How much of a conversation stays on a device.
/** So many of a conversation's newest events stay on the device. */
export const STORED_EVENTS = 200
