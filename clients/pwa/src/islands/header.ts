// The header, which the server wrote for a visitor, once they have signed in without leaving the
// page.

/** Puts the way to the account in the place of the way to sign in. */
export const showAccountInHeader = (): void => {
  const inside = document.querySelector<HTMLTemplateElement>('template[data-signed-in]')
  if (inside)
    document.querySelector('[data-testid=nav-login]')?.replaceWith(inside.content.cloneNode(true))
}
