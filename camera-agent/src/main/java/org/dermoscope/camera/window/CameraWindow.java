package org.dermoscope.camera.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import org.dermoscope.camera.frame.Frame;
import org.dermoscope.camera.sink.FrameSink;
import org.dermoscope.camera.view.ViewAction;

/** The window: the picture, and a row of buttons that do what the keys do. Closing disposes of it. */
public final class CameraWindow implements FrameSink, AutoCloseable {
    private final JFrame window;
    private final PicturePanel picture;

    private CameraWindow(JFrame window, PicturePanel picture) {
        this.window = window;
        this.picture = picture;
    }

    /**
     * @param width of the picture to begin with, in pixels
     * @throws java.awt.AWTError if there is no display
     */
    public static CameraWindow open(String title, int width, int height, WindowListener listener)
            throws InterruptedException {
        CameraWindow[] opened = new CameraWindow[1];
        try {
            SwingUtilities.invokeAndWait(() -> opened[0] = build(title, new Dimension(width, height), listener));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The window cannot be opened", e.getCause());
        }
        return opened[0];
    }

    private static CameraWindow build(String title, Dimension size, WindowListener listener) {
        JFrame window = new JFrame(title);
        PicturePanel picture = new PicturePanel();
        picture.setPreferredSize(size);
        RegionDrag drag = new RegionDrag(picture, listener::drawn);
        picture.addMouseListener(drag);
        picture.addMouseMotionListener(drag);
        window.add(picture, BorderLayout.CENTER);
        window.add(buttons(listener), BorderLayout.SOUTH);
        bindKeys(window.getRootPane(), listener);
        window.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                listener.act(ViewAction.QUIT);
            }
        });
        window.pack();
        window.setLocationByPlatform(true);
        window.setVisible(true);
        return new CameraWindow(window, picture);
    }

    private static JPanel buttons(WindowListener listener) {
        JPanel row = new JPanel(new FlowLayout(FlowLayout.CENTER, 3, 3));
        for (ViewAction action : ViewAction.values()) {
            JButton button = new JButton(action.label());
            button.setName(action.name());
            button.setToolTipText(action.meaning() + " (" + action.key() + ")");
            button.setFocusable(false);
            button.setMargin(new java.awt.Insets(2, 5, 2, 5));
            button.addActionListener(event -> listener.act(action));
            row.add(button);
        }
        return row;
    }

    private static void bindKeys(JComponent root, WindowListener listener) {
        for (ViewAction action : ViewAction.values()) {
            bind(root, KeyStroke.getKeyStroke(action.key().charAt(0)), action, listener);
        }
        bind(root, KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), ViewAction.QUIT, listener);
    }

    private static void bind(JComponent root, KeyStroke stroke, ViewAction action, WindowListener listener) {
        root.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(stroke, action);
        root.getActionMap().put(action, new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                listener.act(action);
            }
        });
    }

    @Override
    public void show(BufferedImage annotated, Frame frame) {
        picture.show(annotated);
    }

    @Override
    public void close() {
        SwingUtilities.invokeLater(window::dispose);
    }
}
