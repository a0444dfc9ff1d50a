// Which of the picked files are worth decoding: what says it is something else is left out at once.

/** What the file picker offers; the second row is what some phones and old browsers call a JPEG. */
export const ACCEPTED = [
  'image/jpeg,image/png,image/webp,image/heic',
  'image/jpg,image/pjpeg,.jpg,.jpeg,.jfif',
].join(',')

const NAMES = /\.(?:jpe?g|jfif|png|webp|hei[cf])$/i

/**
 * Some phones give no type, and some give one that says nothing: then the name decides. Whether it
 * is a photo is known only once the browser has decoded it.
 */
export const mayBePhoto = ({ type, name }: Pick<File, 'type' | 'name'>): boolean => {
  const [kind = ''] = type.toLowerCase().split(';')
  if (kind === 'application/octet-stream') return NAMES.test(name)
  return kind === '' || (kind.startsWith('image/') && !kind.startsWith('image/svg'))
}
