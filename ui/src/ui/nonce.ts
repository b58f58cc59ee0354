/**
 * The page's style nonce, given to every style element that a script makes. The component library passes it
 * on in most places, but its scroll lock and scroll-bar measure do not, and the server's policy blocks those.
 */
export const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';

if (nonce) {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
