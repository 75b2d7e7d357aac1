/**
 * The page that an original is shown in. The server made its HTML safe and left out images of other servers unless they were asked
 * for; the policy holds what that may have missed. It comes on top of the policy of the desk, which such a page inherits.
 */
export function frameOf(html: string, origin: string): string {
  const policy = `default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline' ${origin}; form-action 'none'; base-uri 'none'`;
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<base target="_blank">',
    `<link rel="stylesheet" href="${origin}/original.css">`,
    '</head><body>',
    html,
    '</body></html>',
  ].join('');
}
