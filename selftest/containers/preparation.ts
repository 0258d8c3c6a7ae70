/** What was found before the first test: the image that takes the product's place, or why there is none. */
export type Preparation = { readonly image: string } | { readonly reason: string };

const VARIABLE = 'CONTAINER_TESTS';

export function announce(preparation: Preparation): void {
  process.env[VARIABLE] = JSON.stringify(preparation);
}

export const currentPreparation = (): Preparation => JSON.parse(process.env[VARIABLE] ?? '') as Preparation;
