import { announce } from '../../ui/announce';

/** What is out of date after money moved. */
export const FUND_TOUCHES = [['funds'], ['case'], ['cases'], ['focus'], ['tasks']];

/** Says what was done, then goes on. */
export const said = (text: string, then: () => void) => () => {
  announce(text);
  then();
};
