// Pushes the row of tabs so far that the one that is open is in sight.
document
  .querySelector('.tabs [aria-current]')
  ?.scrollIntoView({ block: 'nearest', inline: 'center' })
