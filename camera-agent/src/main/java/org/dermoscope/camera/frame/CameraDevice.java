package org.dermoscope.camera.frame;

/**
 * A camera of this machine.
 *
 * @param index position in the list, or the number in {@code /dev/videoN}
 * @param address what the capture library calls it
 * @param name for people
 */
public record CameraDevice(int index, String address, String name) {
    boolean isCalled(String text) {
        return text.equals(Integer.toString(index)) || text.equalsIgnoreCase(name) || text.equals(address);
    }
}
