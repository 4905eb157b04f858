// A bundle has no one-tag form.

export const placeElements = () => {};
