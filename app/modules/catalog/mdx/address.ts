// Which addresses a lesson may link to. Everything that browsers might read otherwise than it looks is refused.

/** White space, control and format characters, and backslashes: browsers drop or translate them. */
const SLIPPERY = /[\p{White_Space}\p{Cc}\p{Cf}\\]/u;

/**
 * Whether a link may point there: `https:`, `mailto:`, `/…` or `#anchor`. `address` is as Markdown decoded it: entities are
 * resolved, percent signs are not. Refuses other schemes in any spelling, `//host`, relative paths and addresses with a user
 * name in front of the host. Does not look at whether the page exists.
 */
export function isAllowedLink(address: string): boolean {
  if (SLIPPERY.test(address)) return false;
  if (address.startsWith('#')) return address.length > 1;
  if (address.startsWith('mailto:')) return /^mailto:[^@?&]+@[^@?&]+$/.test(address);
  return isAllowedSource(address);
}

/** Whether a film or its poster may come from there: `https:` or `/…`. */
export function isAllowedSource(address: string): boolean {
  if (SLIPPERY.test(address)) return false;
  if (address.startsWith('/')) return !address.startsWith('//');
  if (!/^https:\/\/[^/]/i.test(address)) return false;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
