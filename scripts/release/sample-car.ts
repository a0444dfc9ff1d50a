// The car that whoever tries a running platform puts up: an ordinary one, of the town it is then
// looked for in.

/** All but its text, which says that nobody should call for it. */
export const SAMPLE_CAR = {
  make: 'toyota',
  model: 'corolla',
  year: 2016,
  price: { minor: 285_000_000, currency: 'PKR' },
  km: 84_000,
  engineCc: 1_300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'lahore',
  registrationCity: 'lahore',
  condition: 'used',
} as const
