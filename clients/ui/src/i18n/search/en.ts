// What could not be read of a search, or was put right, in English.
export const searchEn = {
  'unread.price': 'We could not read “{typed}” as a price. Type it like 28.5 lac.',
  'unread.year': 'We could not read “{typed}” as a year. Type it like 2016.',
  'unread.km': 'We could not read “{typed}” as a mileage. Type it like 50,000 or 1.5 lac.',
  'unread.engine': 'We could not read “{typed}” as an engine size. Type it like 1300 or 1.3.',
  'unread.low': '“{typed}” is less than any car costs. Type it like 28.5 lac.',
  'unread.high': '“{typed}” is more than any car has. Type a smaller number.',
  'unread.unknown': '{name}: we do not know “{typed}”, so it is left out.',
  'unread.swapped': '{name}: the smaller number comes first, so we swapped the two.',
  'results.lost':
    'No connection. What you chose stays, and we look again as soon as you are online.',
} as const
