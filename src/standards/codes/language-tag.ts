/** The part of BCP 47 that a spoken language needs: language, script and region. */
export const languagePattern = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/
