/** The beginning of a token's digest names a session in lists and forms: 64 bits that lead back to no cookie. */
export const SESSION_ID_CHARACTERS = 16;
