import { join } from 'node:path';
import { writeReport } from '../../report/write.ts';
import { program } from '../command.ts';
import { expect, test } from '../folder.ts';
import { known } from './samples.ts';

const NO_SCREEN = { DISPLAY: '', WAYLAND_DISPLAY: '' };

const show = (folder: string) => program('report/show.ts', [], { ...NO_SCREEN, REPORT_FOLDER: folder }).ended;

test('where nothing can open it, the last report is told in a few lines, with where it is', async ({ folder }) => {
  test.skip(['darwin', 'win32'].includes(process.platform), 'this system can always open a page');
  await writeReport(folder, known);
  const { code, output } = await show(folder);
  expect(code, output).toBe(0);
  expect(output).toContain('WSO2 Identity Server 7.1.0: breaks 1 MUST');
  expect(output).toMatch(/expectation +nothing new/);
  expect(output).toContain(join(folder, 'index.html'));
});

test('without a report it is said where one comes from', async ({ folder }) => {
  const { code, output } = await show(folder);
  expect(code).toBe(2);
  expect(output).toMatch(/There is no report in .*What to do: run the suite/s);
});
