package org.dermoscope.camera.view;

/** What the user can do by a key or a button: the one table behind keys, buttons and help panel. */
public enum ViewAction {
    QUIT("q", "Quit", "quit (also Esc)"),
    SCREENSHOT("s", "Screenshot", "save a screenshot"),
    REGION("r", "Region", "region on/off; drag to draw one"),
    EVIDENCE("e", "Evidence", "what speaks for and against"),
    FREEZE("f", "Freeze", "hold the picture"),
    SMOOTHING("b", "Smoothing", "average over the last answers"),
    HELP("h", "Help", "this panel"),
    SLOWER("+", "Interval +", "ask less often"),
    FASTER("-", "Interval −", "ask more often");

    private final String key;
    private final String label;
    private final String meaning;

    ViewAction(String key, String label, String meaning) {
        this.key = key;
        this.label = label;
        this.meaning = meaning;
    }

    /** The typed character. */
    public String key() {
        return key;
    }

    /** On the button. */
    public String label() {
        return label;
    }

    /** In the help panel. */
    public String meaning() {
        return meaning;
    }
}
