package dev.rosterline.gateway.console;

import java.util.List;

/**
 * How one identity provider is connected.
 *
 * @param steps what to do there, in order
 * @param remark what helps while one does it
 * @param good what is good to know afterwards
 */
record Guide(String title, List<Line> steps, List<Line> remark, List<Line> good) {

  Guide {
    steps = List.copyOf(steps);
    remark = List.copyOf(remark);
    good = List.copyOf(good);
  }

  /** A sentence or more, in runs of one kind each. */
  record Line(List<Run> runs) {

    Line {
      runs = List.copyOf(runs);
    }
  }

  /** Characters that look alike. */
  record Run(Look look, String text) {}

  /** How a run is set: as words of ours, as a name on the provider's page, as something typed. */
  enum Look {
    PLAIN,
    NAME,
    CODE
  }
}
