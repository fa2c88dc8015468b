const base = '/ho-dan/du-lieu-ca-nhan'

export const privacyPaths = {
  requests: () => base,
  receive: (personId?: string) => `${base}/tiep-nhan${personId ? `?nguoi=${personId}` : ''}`,
  request: (id: string) => `${base}/yeu-cau/${id}`,
  consents: (personId: string) => `${base}/dong-y/${personId}`,
}
