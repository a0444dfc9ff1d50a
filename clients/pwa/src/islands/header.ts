// The header, by which a page knows whether it was rendered for somebody who is signed in; updated
// once they sign in without leaving it.

/** As the page was rendered: the session may have ended since. */
export const isSignedIn = (): boolean => document.querySelector('[data-testid=nav-login]') === null

/** Replaces the sign-in link by the account link, and says `signed-in` to the document. */
export const showAccountInHeader = (): void => {
  const inside = document.querySelector<HTMLTemplateElement>('template[data-signed-in]')
  if (inside)
    document.querySelector('[data-testid=nav-login]')?.replaceWith(inside.content.cloneNode(true))
  document.dispatchEvent(new Event('signed-in'))
}
