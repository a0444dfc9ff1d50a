// Updates the header, rendered for a signed-out visitor, once they sign in without leaving the
// page.

/** Replaces the sign-in link by the account link. */
export const showAccountInHeader = (): void => {
  const inside = document.querySelector<HTMLTemplateElement>('template[data-signed-in]')
  if (inside)
    document.querySelector('[data-testid=nav-login]')?.replaceWith(inside.content.cloneNode(true))
}
