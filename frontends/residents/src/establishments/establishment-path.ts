export const establishmentPath = (id: string): string => `/ho-dan/co-so/${id}`
