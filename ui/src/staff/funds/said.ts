import { announce } from '../../ui/announce';

/** What is out of date after money moved. */
export const FUND_TOUCHES = [['lists'], ['funds'], ['case'], ['focus']];

/** Says what was done, then goes on. */
export const said = (text: string, then: () => void) => () => {
  announce(text);
  then();
};
