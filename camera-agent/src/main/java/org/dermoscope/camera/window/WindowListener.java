package org.dermoscope.camera.window;

import org.dermoscope.camera.client.Area;
import org.dermoscope.camera.view.ViewAction;

/** Is told what the user does. Called on the event thread; returns soon. */
public interface WindowListener {
    void act(ViewAction action);

    /** The user drew this part of the picture. */
    void drawn(Area area);
}
