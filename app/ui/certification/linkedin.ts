// The address of LinkedIn's form for adding a certification, filled in.

/** Times are ISO 8601; LinkedIn takes year and month. Parameter names as in LinkedIn's "Add to profile" links. */
export function linkedInAddress(certificate: {
  title: string;
  publicId: string;
  issuedAt: string | null;
  expiresAt: string | null;
  address: string;
}): string {
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: certificate.title,
    organizationName: 'Pericia',
    certUrl: certificate.address,
    certId: certificate.publicId,
  });
  for (const [name, at] of [
    ['issue', certificate.issuedAt],
    ['expiration', certificate.expiresAt],
  ] as const) {
    if (!at) continue;
    query.set(`${name}Year`, at.slice(0, 4));
    query.set(`${name}Month`, String(Number(at.slice(5, 7))));
  }
  return `https://www.linkedin.com/profile/add?${query.toString()}`;
}
