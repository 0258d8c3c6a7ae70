import { writeFileSync } from 'node:fs';

/** A clean-up that leaves a mark, to see that it was called. */
export const cleanUp = ({ file, text }: { file: string; text: string }): void => {
  writeFileSync(file, text);
};
