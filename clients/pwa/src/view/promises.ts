// What the terms and the privacy page promise in figures; a test holds them to the configuration of
// the services that fulfil them.
export const PROMISES = {
  /**
   * The version of the texts of `/terms` and `/privacy`: another text needs another version, here
   * and in identity's configuration.
   */
  version: '2026-11',
  codeMinutes: 5,
  sessionDays: 60,
  adDays: 60,
  draftDays: 60,
  strayPhotoDays: 7,
  originalDays: 90,
  revealDays: 365,
  newsDays: 90,
} as const
