// Parts of one place, of which one is shown at a time.
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import styles from './tabs.module.css';

export interface TabPart<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly contents: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly parts: readonly TabPart<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

/** The contents of a part exist only while it is shown. */
export function Tabs<Id extends string>({ label, parts, selected, onSelect }: TabsProps<Id>) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const part = parts.find(({ id }) => id === key);
        if (part !== undefined) onSelect(part.id);
      }}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {parts.map(({ id, title }) => (
          <Tab key={id} id={id} className={styles.tab ?? ''}>
            {title}
          </Tab>
        ))}
      </TabList>
      {parts.map(({ id, contents }) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ''}>
          {contents}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
