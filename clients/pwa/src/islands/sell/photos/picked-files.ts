// Which of the picked files are worth decoding: those declared as something else are left out.

/** What the file picker offers; the second row has other names of JPEG that devices use. */
export const ACCEPTED = [
  'image/jpeg,image/png,image/webp,image/heic',
  'image/jpg,image/pjpeg,.jpg,.jpeg,.jfif',
].join(',')

const NAMES = /\.(?:jpe?g|jfif|png|webp|hei[cf])$/i

/**
 * Some phones give no type, or one that means nothing: then the name decides. Whether it really is
 * a photo shows only when the browser decodes it.
 */
export const mayBePhoto = ({ type, name }: Pick<File, 'type' | 'name'>): boolean => {
  const [kind = ''] = type.toLowerCase().split(';')
  if (kind === 'application/octet-stream') return NAMES.test(name)
  return kind === '' || (kind.startsWith('image/') && !kind.startsWith('image/svg'))
}
