// The drawing that stands for a place.
const RIM = 'M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11Z'
const EYE = 'M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z'

export const Pin = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden>
    <path d={RIM + EYE} stroke-linejoin="round" />
  </svg>
)
