/** Told what a long start is waiting for, one line at a time. */
export type Progress = (message: string) => void;

/** The environment, not the product, is at fault: the run could not happen (exit code 2). */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
  readonly problem: string;
  readonly remedy: string;
  constructor(problem: string, remedy: string, options?: ErrorOptions) {
    super(`${problem}\n  What to do: ${remedy}`, options);
    this.problem = problem;
    this.remedy = remedy;
  }
}
